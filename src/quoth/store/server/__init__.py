"""A store on a PostgreSQL server: its schema, its rights, and a copy of it kept beside."""
