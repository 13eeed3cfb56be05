namespace Workbench.Kernel;

/// <summary>
/// An error about a notebook that its reader can act on: the message names the file and what is wrong with it.
/// The command line prints the message alone.
/// </summary>
public class NotebookException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">The file, what is wrong with it, and what to do about it.</param>
    public NotebookException(string message) : base(message) { }

    /// <summary>Creates the error with the failure that caused it.</summary>
    /// <param name="message">The file, what is wrong with it, and what to do about it.</param>
    /// <param name="inner">The failure underneath.</param>
    public NotebookException(string message, Exception inner) : base(message, inner) { }
}
