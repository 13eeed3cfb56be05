using System.Numerics;

namespace Workbench.Training.Layers;

/// <summary>
/// How a vector of channels is read and written: whole, or in part where fewer channels are left; a kernel is written once for both.
/// </summary>
internal unsafe interface IVectorAccess
{
    static abstract Vector<float> Load(float* source, int count);

    static abstract void Store(Vector<float> vector, float* target, int count);
}
