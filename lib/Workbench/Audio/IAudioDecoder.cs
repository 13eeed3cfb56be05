using System.Diagnostics.CodeAnalysis;

namespace Workbench.Audio;

/// <summary>One way of turning a file into samples. <see cref="AudioFile"/> asks its decoders in order.</summary>
internal interface IAudioDecoder
{
    /// <summary>What people call it, for messages.</summary>
    string Name { get; }

    /// <summary>Whether it can be used on this machine.</summary>
    bool IsInstalled { get; }

    /// <summary>Whether it is worth asking for files of this format.</summary>
    bool MayRead(AudioFormat format);

    /// <summary>Decodes the whole file.</summary>
    /// <param name="path">An existing file.</param>
    /// <param name="format">What the content looks like.</param>
    /// <param name="token">Stops the work between blocks.</param>
    /// <param name="clip">All channels at the file's own rate.</param>
    /// <param name="reason">On failure: why this decoder cannot, while another may.</param>
    /// <exception cref="UnreadableAudioException">The file is broken in a way that no decoder mends.</exception>
    bool TryDecode(string path, AudioFormat format, CancellationToken token,
        [NotNullWhen(true)] out AudioClip? clip, out string reason);
}
