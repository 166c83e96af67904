"""What happens after a draw (specification §8): what may, what follows from it, applications for recusal, absences."""
