ROLLBACK TO request;
