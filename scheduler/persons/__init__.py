"""Who may do what: persons with a role and a key, who sign every act as soon as an office has registered one."""
