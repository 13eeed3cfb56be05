namespace Workbench.Audio.Fourier;

/// <summary>Frames as <see cref="RealFft"/> takes them in, one in each lane.</summary>
internal interface IPackedFrames
{
    /// <summary>Sample 2i of the frames as real part, sample 2i + 1 as imaginary part.</summary>
    ComplexLanes this[nuint index] { get; }
}
