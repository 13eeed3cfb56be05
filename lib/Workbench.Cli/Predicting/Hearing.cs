namespace Workbench.Cli.Predicting;

/// <summary>How songs are heard.</summary>
/// <param name="Threads">At least 1.</param>
/// <param name="Token">What Ctrl-C cancels.</param>
internal sealed record Hearing(int Threads, CancellationToken Token);
