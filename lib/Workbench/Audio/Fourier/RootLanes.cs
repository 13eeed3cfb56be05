using System.Numerics;
using System.Runtime.CompilerServices;

namespace Workbench.Audio.Fourier;

/// <summary>A root of unity in all lanes, for a loop that multiplies by it: with the negative that each product needs.</summary>
internal readonly struct RootLanes
{
    public readonly Vector<float> Re;
    public readonly Vector<float> Im;
    public readonly Vector<float> MinusIm;

    /// <param name="roots">Real and imaginary parts.</param>
    /// <param name="index">Which root.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RootLanes(ref float roots, int index)
    {
        Re = new(Unsafe.Add(ref roots, 2 * index));
        Im = new(Unsafe.Add(ref roots, 2 * index + 1));
        MinusIm = -Im;
    }

    public static ComplexLanes operator *(ComplexLanes a, RootLanes b) => new(
        Vector.MultiplyAddEstimate(a.Re, b.Re, a.Im * b.MinusIm),
        Vector.MultiplyAddEstimate(a.Re, b.Im, a.Im * b.Re));
}
