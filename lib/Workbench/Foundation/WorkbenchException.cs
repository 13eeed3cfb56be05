namespace Workbench.Foundation;

/// <summary>
/// An error that its reader can act on: the message names the value that is wrong and the remedy.
/// The command line prints the message alone; every other exception is a defect and is printed whole.
/// </summary>
public class WorkbenchException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What is wrong, with the value, and what to do about it.</param>
    public WorkbenchException(string message) : base(message) { }

    /// <summary>Creates the error with the failure that caused it.</summary>
    /// <param name="message">What is wrong, with the value, and what to do about it.</param>
    /// <param name="inner">The failure underneath.</param>
    public WorkbenchException(string message, Exception inner) : base(message, inner) { }
}
