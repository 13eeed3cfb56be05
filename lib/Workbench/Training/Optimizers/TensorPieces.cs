using Workbench.Training.Kernels;
using Workbench.Training.Layers;

namespace Workbench.Training.Optimizers;

/// <summary>Tensors of a model, cut into pieces that threads share out. How they are cut depends on nothing but their sizes.</summary>
internal sealed class TensorPieces
{
    /// <summary>Values of a work item.</summary>
    private const int PieceSize = 16_384;

    private readonly Workers workers;
    private readonly (int Index, int Start, int Count)[] pieces;

    /// <summary>Cuts the tensors.</summary>
    /// <param name="parameters">The tensors.</param>
    /// <param name="workers">Who does the work.</param>
    public TensorPieces(IEnumerable<Parameter> parameters, Workers workers)
    {
        this.workers = workers;
        Parameters = [.. parameters];
        pieces =
        [
            .. from index in Enumerable.Range(0, Parameters.Length)
               let count = Parameters[index].Value.Count
               from piece in Enumerable.Range(0, (count + PieceSize - 1) / PieceSize)
               select (index, piece * PieceSize, Math.Min(PieceSize, count - piece * PieceSize)),
        ];
    }

    /// <summary>The tensors.</summary>
    public Parameter[] Parameters { get; }

    /// <summary>Cuts those tensors that an optimizer changes; running statistics are only followed.</summary>
    public static TensorPieces Trained(IEnumerable<Parameter> parameters, Workers workers) =>
        new(parameters.Where(p => p.Spec.IsTrained), workers);

    /// <summary>Number of pieces.</summary>
    public int PieceCount => pieces.Length;

    /// <summary>Which tensor a piece is of, its first value and its length.</summary>
    public (int Index, int Start, int Count) Piece(int number) => pieces[number];

    /// <summary>Does something with every piece; keep the delegate, making one allocates.</summary>
    public void ForPieces(Action<int> work) => workers.For(pieces.Length, work);
}
