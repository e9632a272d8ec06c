"""Performance: timed quizzes and their answers. Knows nothing of learning."""
