namespace Workbench.Audio;

/// <summary>One way of turning a file into samples. <see cref="AudioFile"/> asks its decoders in order.</summary>
internal interface IAudioDecoder
{
    /// <summary>What people call it, for messages.</summary>
    string Name { get; }

    /// <summary>Whether it can be used on this machine.</summary>
    bool IsInstalled { get; }

    /// <summary>Whether it is part of this library, so that nobody has to install it.</summary>
    bool IsBuiltIn { get; }

    /// <summary>Whether it is worth asking for files of this format.</summary>
    bool MayRead(AudioFormat format);

    /// <summary>Decodes the whole file, block by block.</summary>
    /// <param name="path">An existing file.</param>
    /// <param name="format">What the content looks like.</param>
    /// <param name="sink">Takes all channels at the file's own rate; begun anew by each decoder that is tried.</param>
    /// <param name="token">Stops the work between blocks.</param>
    /// <param name="reason">On failure: why this decoder cannot, while another may.</param>
    /// <exception cref="UnreadableAudioException">The file is broken in a way that no decoder mends, or beyond the limits.</exception>
    bool TryDecode(string path, AudioFormat format, SampleSink sink, CancellationToken token, out string reason);
}
