using Workbench.Foundation;

namespace Workbench.Audio;

/// <summary>A file that cannot be read as sound: absent, empty, broken, or in a format for which no decoder is installed.</summary>
public sealed class UnreadableAudioException : WorkbenchException
{
    /// <summary>Creates the error; its message is <c>{path}: {reason}</c>.</summary>
    /// <param name="path">The file, as the caller named it.</param>
    /// <param name="reason">What is wrong and, where there is one, the remedy.</param>
    public UnreadableAudioException(string path, string reason) : base($"{path}: {reason}") => (Path, Reason) = (path, reason);

    /// <summary>Creates the error with the failure that caused it.</summary>
    /// <param name="path">The file, as the caller named it.</param>
    /// <param name="reason">What is wrong and, where there is one, the remedy.</param>
    /// <param name="inner">The failure underneath.</param>
    public UnreadableAudioException(string path, string reason, Exception inner) : base($"{path}: {reason}", inner) =>
        (Path, Reason) = (path, reason);

    /// <summary>The file, as the caller named it.</summary>
    public string Path { get; }

    /// <summary>What is wrong, without the path.</summary>
    public string Reason { get; }
}
