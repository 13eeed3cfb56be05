namespace Workbench.Tests.Reference;

/// <summary>How a command ended.</summary>
public sealed record ProcessResult(int ExitCode, string Output, string Error);
