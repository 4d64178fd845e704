SELECT changeset FROM action WHERE seq = ?1;
