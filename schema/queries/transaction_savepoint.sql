SAVEPOINT request;
