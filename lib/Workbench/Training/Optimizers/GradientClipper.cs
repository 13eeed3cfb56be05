using System.Numerics;

namespace Workbench.Training.Optimizers;

/// <summary>
/// Shortens the gradient, as <c>torch.nn.utils.clip_grad_norm_</c>: times
/// <c>limit / (norm + 1e-6)</c> where the norm over all tensors is above the limit.
/// </summary>
internal sealed class GradientClipper
{
    private readonly TensorPieces tensors;
    private readonly double maxNorm;
    private readonly double[] squares;
    private readonly Action<int> sumPiece, scalePiece;
    private float scale;

    /// <param name="tensors">What is trained.</param>
    /// <param name="maxNorm">Longest gradient, above 0.</param>
    public GradientClipper(TensorPieces tensors, double maxNorm)
    {
        this.tensors = tensors;
        this.maxNorm = maxNorm;
        squares = new double[tensors.PieceCount];
        (sumPiece, scalePiece) = (SumPiece, ScalePiece);
    }

    /// <summary>Shortens the gradient.</summary>
    /// <returns>Its norm before.</returns>
    public double Clip()
    {
        tensors.ForPieces(sumPiece);
        var norm = Math.Sqrt(squares.Sum());
        scale = (float)(maxNorm / (norm + 1e-6));
        if (scale < 1)
            tensors.ForPieces(scalePiece);
        return norm;
    }

    private Span<float> Gradient(int number)
    {
        var (index, start, count) = tensors.Piece(number);
        return tensors.Parameters[index].Gradient.Values.Slice(start, count);
    }

    private void SumPiece(int number)
    {
        var sum = 0.0;
        foreach (var value in Gradient(number))
            sum += (double)value * value;
        squares[number] = sum;
    }

    private void ScalePiece(int number)
    {
        var gradient = Gradient(number);
        var i = 0;
        for (; i <= gradient.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(gradient[i..]) * scale).CopyTo(gradient[i..]);
        for (; i < gradient.Length; i++)
            gradient[i] *= scale;
    }
}
