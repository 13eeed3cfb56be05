using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Workbench.Audio;

/// <summary>Keeps of the samples only their hash.</summary>
/// <param name="path">The file, for errors.</param>
internal sealed class HashSink(string path) : SampleSink(path)
{
    private readonly XxHash128 hash = new();

    /// <summary>Of what came.</summary>
    public string Hash => Convert.ToHexStringLower(hash.GetCurrentHash());

    protected override void Start()
    {
        hash.Reset();
        hash.Append(MemoryMarshal.AsBytes<int>([SampleRate, ChannelCount]));
    }

    protected override void Add(ReadOnlySpan<float> interleaved) => hash.Append(MemoryMarshal.AsBytes(interleaved));
}
