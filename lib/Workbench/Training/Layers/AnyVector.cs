using System.Numerics;
using System.Runtime.CompilerServices;

namespace Workbench.Training.Layers;

/// <summary>Whole or partial, decided at each access: for loops that memory holds up anyway.</summary>
internal readonly unsafe struct AnyVector : IVectorAccess
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Load(float* source, int count) =>
        count >= Vector<float>.Count ? Vector.Load(source) : LoadFew(source, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector<float> vector, float* target, int count)
    {
        if (count >= Vector<float>.Count)
            vector.Store(target);
        else
            StoreFew(vector, target, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector<float> LoadFew(float* source, int count) => PartialVector.Load(source, count);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreFew(Vector<float> vector, float* target, int count) => PartialVector.Store(vector, target, count);
}
