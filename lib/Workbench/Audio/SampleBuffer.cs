namespace Workbench.Audio;

/// <summary>Collects samples of unknown number, in pieces, so that growing copies none of them.</summary>
internal sealed class SampleBuffer : ISampleTarget
{
    /// <summary>Samples of a piece: 12 s at 22,050 Hz.</summary>
    private const int PieceLength = 1 << 18;

    private readonly List<float[]> pieces = [];

    /// <summary>Samples so far.</summary>
    public long Count { get; private set; }

    /// <inheritdoc/>
    public void Clear() => Count = 0;

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<float> samples)
    {
        while (!samples.IsEmpty)
        {
            var (piece, at) = ((int)(Count / PieceLength), (int)(Count % PieceLength));
            if (piece == pieces.Count)
                pieces.Add(new float[PieceLength]);
            var taken = Math.Min(samples.Length, PieceLength - at);
            samples[..taken].CopyTo(pieces[piece].AsSpan(at));
            samples = samples[taken..];
            Count += taken;
        }
    }

    /// <summary>All of them as one array; the buffer is empty afterwards.</summary>
    public float[] TakeArray()
    {
        var all = GC.AllocateUninitializedArray<float>(checked((int)Count));
        for (var i = 0; (long)i * PieceLength < Count; i++)
        {
            var start = i * PieceLength;
            pieces[i].AsSpan(0, Math.Min(PieceLength, all.Length - start)).CopyTo(all.AsSpan(start));
            pieces[i] = []; // a song of an hour is not held twice
        }
        pieces.Clear();
        Count = 0;
        return all;
    }
}
