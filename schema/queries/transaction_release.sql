RELEASE request;
