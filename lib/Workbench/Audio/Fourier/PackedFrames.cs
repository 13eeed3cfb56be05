namespace Workbench.Audio.Fourier;

/// <summary>Frames that lie packed in memory, in which they may be transformed.</summary>
internal readonly ref struct PackedFrames(ReadOnlySpan<ComplexLanes> packed) : IPackedFrames
{
    private readonly ReadOnlySpan<ComplexLanes> packed = packed;

    /// <inheritdoc/>
    public ComplexLanes this[nuint index] => packed[(int)index];
}
