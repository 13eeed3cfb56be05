namespace Workbench.Docs;

/// <summary>The documentation cannot be made, with the reason and the remedy.</summary>
internal sealed class DocsException(string message) : Exception(message);
