using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training.Engines;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Workbench.Torch.Networks;

/// <summary>
/// A matrix in memory that both this library and torch see, so that on the processor nothing is copied; for a GPU in memory from where it
/// is quickly copied there.
/// </summary>
internal sealed unsafe class HostMatrix : IDisposable
{
    private readonly Tensor memory;
    private readonly float* data;
    private readonly int columns;

    /// <summary>Makes a matrix of zeros.</summary>
    /// <param name="capacity">Rows that there is room for.</param>
    /// <param name="columns">Values in a row.</param>
    /// <param name="device">Where its values go.</param>
    /// <exception cref="WorkbenchException">It would be larger than any array.</exception>
    public HostMatrix(int capacity, int columns, Device device)
    {
        if ((long)capacity * columns > TensorSize.Most)
            throw new WorkbenchException(FormattableString.Invariant(
                $"A batch of {capacity} examples has more than the 2 GB of values that it may have; ")
                + FormattableString.Invariant($"a batch size of {TensorSize.Most / columns} fits."));
        this.columns = columns;
        Capacity = capacity;
        using var scope = NewDisposeScope();
        var zeros = torch.zeros(capacity, columns);
        memory = (device.type == DeviceType.CUDA ? zeros.pin_memory() : zeros).DetachFromDisposeScope();
        data = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(memory.bytes));
    }

    /// <summary>Rows that there is room for.</summary>
    public int Capacity { get; }

    /// <summary>Rows in use.</summary>
    public int Rows
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)value, (uint)Capacity, nameof(value));
            field = value;
        }
    }

    /// <summary>The rows in use, as this library sees them.</summary>
    public MatrixSpan Span => new(new(data, Rows * columns), columns);

    /// <summary>The rows in use, as torch sees them: <c>[rows, columns]</c>.</summary>
    public Tensor Tensor => memory.narrow(0, 0, Rows);

    /// <summary>Memory that both see, of the surrounding dispose scope.</summary>
    /// <param name="count">Number of values.</param>
    /// <param name="values">The values, which are arbitrary at first.</param>
    public static Tensor Empty(long count, out Span<float> values)
    {
        var tensor = torch.empty(count);
        values = MemoryMarshal.Cast<byte, float>(tensor.bytes);
        return tensor;
    }

    /// <inheritdoc/>
    public void Dispose() => memory.Dispose();
}
