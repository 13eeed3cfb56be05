namespace Workbench.Cli.Predicting;

/// <summary>A file that could not be heard, as <c>--json</c> prints it.</summary>
internal sealed record UnreadableSong(string Song, string Reason);
