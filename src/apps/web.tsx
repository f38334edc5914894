import '../ui/styles.ts';
