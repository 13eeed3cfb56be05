using System.Numerics;

namespace Workbench.Training.Layers;

/// <summary>Fewer channels than a vector has values; the others are read as 0 and not written.</summary>
internal readonly unsafe struct PartialVector : IVectorAccess
{
    public static Vector<float> Load(float* source, int count)
    {
        var values = Vector<float>.Zero;
        for (var i = 0; i < count; i++)
            values = values.WithElement(i, source[i]);
        return values;
    }

    public static void Store(Vector<float> vector, float* target, int count)
    {
        for (var i = 0; i < count; i++)
            target[i] = vector[i];
    }
}
