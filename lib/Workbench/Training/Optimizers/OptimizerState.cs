using Workbench.Training.Checkpoints;
using Workbench.Training.Kernels;

namespace Workbench.Training.Optimizers;

/// <summary>An <see cref="Optimizer"/> at work: what it remembers of earlier gradients.</summary>
internal abstract class OptimizerState : ICheckpointed
{
    private readonly TensorPieces tensors;
    private readonly Action<int> updatePiece;
    private readonly Matrix[][] memories;

    /// <param name="spec">The numbers.</param>
    /// <param name="tensors">What is trained.</param>
    /// <param name="memoryCount">Values that are remembered for each weight; 0 at first.</param>
    protected OptimizerState(Optimizer spec, TensorPieces tensors, int memoryCount)
    {
        this.tensors = tensors;
        LearningRate = spec.LearningRate;
        memories = [.. Enumerable.Range(0, memoryCount)
            .Select(_ => tensors.Parameters.Select(p => new Matrix(1, p.Value.Count)).ToArray())];
        updatePiece = UpdatePiece;
    }

    /// <summary>Size of the next steps: set by a schedule.</summary>
    public double LearningRate { get; set; }

    /// <summary>Steps begun so far.</summary>
    protected int StepCount { get; private set; }

    /// <summary>Changes all values by their gradients.</summary>
    public void Step()
    {
        StepCount++;
        BeginStep();
        tensors.ForPieces(updatePiece);
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        writer.Write(StepCount);
        foreach (var matrix in memories.SelectMany(m => m))
            writer.Write(matrix);
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        StepCount = reader.ReadInt32();
        foreach (var matrix in memories.SelectMany(m => m))
            reader.Read(matrix);
    }

    /// <summary>Computes what a step's pieces have in common.</summary>
    protected virtual void BeginStep() { }

    /// <summary>Changes some values of one tensor.</summary>
    /// <param name="value">The weights.</param>
    /// <param name="gradient">How the loss changes with each.</param>
    /// <param name="first">What is remembered of each first; empty where nothing is.</param>
    /// <param name="second">What is remembered of each second; empty where it is not.</param>
    protected abstract void Update(Span<float> value, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second);

    private void UpdatePiece(int number)
    {
        var (index, start, count) = tensors.Piece(number);
        var parameter = tensors.Parameters[index];
        Update(parameter.Value.Values.Slice(start, count), parameter.Gradient.Values.Slice(start, count), Memory(0), Memory(1));

        Span<float> Memory(int which) => which < memories.Length ? memories[which][index].Values.Slice(start, count) : [];
    }
}
