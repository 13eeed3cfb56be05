using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>What the layers of a network share.</summary>
/// <param name="weights">Tensors to start from.</param>
/// <param name="capacity">Examples of the largest batch.</param>
/// <param name="trains">Whether gradients are wanted.</param>
/// <param name="workers">Who does the work.</param>
internal sealed class LayerSetup(Weights weights, int capacity, bool trains, Workers workers)
{
    private readonly SharedMemory gradients = new(), passes = new();

    /// <summary>Tensors to start from.</summary>
    public Weights Weights => weights;

    /// <summary>Examples of the largest batch.</summary>
    public int Capacity => capacity;

    /// <summary>Whether gradients are wanted.</summary>
    public bool Trains => trains;

    /// <summary>Who does the work.</summary>
    public Workers Workers => workers;

    /// <summary>
    /// Values that a convolution makes before they are normalised, part of a batch by part: 4 MB, half of a small third-level cache.
    /// </summary>
    public int PartSize { get; init; } = 1 << 20;

    /// <summary>Matrix products.</summary>
    public Gemm Gemm { get; } = new(workers, GemmTile.Widest());

    /// <summary>
    /// Room for the gradient of a batch. Layers are made in the order of the forward pass, and the backward pass goes the other way
    /// round: what is returned before another gradient is rented is no longer read, or not yet written, when that one is alive.
    /// </summary>
    public Matrix RentGradient(Shape shape) => gradients.Rent(trains ? capacity * shape.PositionCount : 0, shape.ChannelCount);

    /// <summary>Room that a layer needs only while its own pass runs: all layers get the same.</summary>
    public Matrix RentForPass(int rows, int columns)
    {
        var matrix = passes.Rent(rows, columns);
        passes.Return(matrix);
        return matrix;
    }

    /// <summary>Lets the memory of a gradient be shared with those rented later.</summary>
    public void ReturnGradient(Matrix gradient) => gradients.Return(gradient);
}
