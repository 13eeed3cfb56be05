using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>Memory for matrices that are never alive together. Who is alive when is found out once, when a network is built.</summary>
internal sealed class SharedMemory
{
    private readonly List<Matrix> free = [];
    private readonly Dictionary<Matrix, Matrix> memoryOf = [];

    /// <summary>A matrix in the smallest free memory that holds it, or in new memory.</summary>
    public Matrix Rent(int capacity, int columns)
    {
        var size = checked(capacity * columns);
        var memory = free.Where(m => m.Count >= size).MinBy(m => m.Count) ?? new(size, 1);
        free.Remove(memory);
        var matrix = new Matrix(memory, capacity, columns);
        memoryOf.Add(matrix, memory);
        return matrix;
    }

    /// <summary>Gives its memory to those who rent from now on.</summary>
    public void Return(Matrix matrix)
    {
        memoryOf.Remove(matrix, out var memory);
        free.Add(memory!);
    }
}
