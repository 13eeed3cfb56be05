namespace Workbench.Tests.Reference;

/// <summary>What a <see cref="BreakingTrainer"/> throws.</summary>
public sealed class BrokenOffException : Exception;
