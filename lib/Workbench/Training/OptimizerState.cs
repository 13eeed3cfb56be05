using Workbench.Training.Kernels;
using Workbench.Training.Layers;

namespace Workbench.Training;

/// <summary>An <see cref="Optimizer"/> at work: what it remembers of earlier gradients.</summary>
internal abstract class OptimizerState
{
    /// <summary>Values of a work item.</summary>
    private const int PieceSize = 16_384;

    private readonly (int Parameter, int Start, int Count)[] pieces;
    private readonly Action<int> updatePiece;
    private readonly Workers workers;

    protected OptimizerState(IEnumerable<Parameter> parameters, Workers workers)
    {
        this.workers = workers;
        Parameters = [.. parameters.Where(p => p.Spec.IsTrained)];
        pieces =
        [
            .. from index in Enumerable.Range(0, Parameters.Length)
               let count = Parameters[index].Value.Count
               from piece in Enumerable.Range(0, (count + PieceSize - 1) / PieceSize)
               select (index, piece * PieceSize, Math.Min(PieceSize, count - piece * PieceSize)),
        ];
        updatePiece = item => Update(pieces[item].Parameter, pieces[item].Start, pieces[item].Count);
    }

    /// <summary>What is trained.</summary>
    protected Parameter[] Parameters { get; }

    /// <summary>Steps begun so far.</summary>
    protected int StepCount { get; private set; }

    /// <summary>Changes all values by their gradients.</summary>
    public void Step()
    {
        StepCount++;
        BeginStep();
        workers.For(pieces.Length, updatePiece);
    }

    /// <summary>A memory of zeros for each parameter.</summary>
    protected Matrix[] Remember() => [.. Parameters.Select(p => new Matrix(1, p.Value.Count))];

    /// <summary>Computes what a step's pieces have in common.</summary>
    protected virtual void BeginStep() { }

    /// <summary>Changes some values of one parameter.</summary>
    protected abstract void Update(int parameter, int start, int count);
}
