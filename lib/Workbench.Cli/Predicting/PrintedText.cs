using Workbench.Foundation;

namespace Workbench.Cli.Predicting;

/// <summary>A result that is printed on stdout while work is under way, above its bars where both are on one screen.</summary>
/// <param name="Text">One or more lines, without the last one's end.</param>
internal sealed record PrintedText(string Text) : WorkProgress("printing", 1, 1);
