namespace Workbench.Foundation;

/// <summary>The user's own code fails: no fault of the song that it was given, which is never left out for it.</summary>
internal sealed class OwnCodeException : WorkbenchException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">Whose code, what is wrong, and what to do about it.</param>
    public OwnCodeException(string message) : base(message) { }

    /// <summary>Creates the error with what the code threw.</summary>
    /// <param name="message">Whose code, what is wrong, and what to do about it.</param>
    /// <param name="inner">The failure underneath.</param>
    public OwnCodeException(string message, Exception inner) : base(message, inner) { }
}
