using System.Runtime.Intrinsics;
using Workbench.Tests.Reference;
using Workbench.Training.Kernels;

namespace Workbench.Tests.Training;

public class GemmTests
{
    public static TheoryData<int> Widths => [4, 8, 16];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Every_shape_and_transposition_equals_the_triple_loop(int width)
    {
        var rng = new Random(width);
        using var workers = new Workers(2);
        var gemm = new Gemm(workers, Tile(width));
        for (var trial = 0; trial < 120; trial++)
        {
            var (m, n, k) = (rng.Next(1, 70), rng.Next(1, 150), trial % 10 == 0 ? rng.Next(300, 1400) : rng.Next(1, 40));
            MatrixView left = trial % 2 == 0 ? Matrices.Random(m, k, rng) : Matrices.Random(k, m, rng).Transposed;
            MatrixView right = trial / 2 % 2 == 0 ? Matrices.Random(k, n, rng) : Matrices.Random(n, k, rng).Transposed;
            var output = Matrices.Random(m, n, rng); // what was there before must not matter
            gemm.Multiply(left, right, output);
            for (var i = 0; i < m; i++)
                for (var j = 0; j < n; j++)
                {
                    var (expected, scale) = Dot(left, right, i, j);
                    Assert.Equal(expected, output.Row(i)[j], 1e-5 * scale); // float32 sums: error grows with sum |a b|, 6e-8 each
                }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void A_row_has_the_same_bytes_whatever_rows_stand_beside_it_and_however_many_threads_work(int width)
    {
        var rng = new Random(7);
        Matrix left = Matrices.Random(101, 700, rng), right = Matrices.Random(90, 700, rng), whole = new(101, 90);
        using var one = new Workers(1);
        new Gemm(one, Tile(width)).Multiply(left, right.Transposed, whole);
        for (var threads = 1; threads <= 4; threads++)
        {
            using var workers = new Workers(threads);
            var gemm = new Gemm(workers, Tile(width));
            foreach (var rows in new[] { 1, 5, 6, 49, 101 })
            {
                Matrix some = new(rows, 700), output = new(rows, 90);
                left.Values[..some.Count].CopyTo(some.Values);
                gemm.Multiply(some, right.Transposed, output);
                Assert.True(output.Values.SequenceEqual(whole.Values[..output.Count]));
            }
        }
    }

    [Fact]
    public void Factors_that_do_not_fit_are_refused()
    {
        using var workers = new Workers(1);
        var error = Assert.Throws<ArgumentException>(() =>
            new Gemm(workers, GemmTile.Widest()).Multiply(new Matrix(2, 3), new Matrix(4, 5), new Matrix(2, 5)));
        Assert.Equal("[2, 3] x [4, 5] does not give [2, 5].", error.Message);
    }

    private static (double Sum, double Scale) Dot(MatrixView left, MatrixView right, int i, int j)
    {
        var (sum, scale) = (0.0, 0.0);
        for (var k = 0; k < left.Columns; k++)
        {
            var product = (double)At(left, i, k) * At(right, k, j);
            sum += product;
            scale += Math.Abs(product);
        }
        return (sum, scale);
    }

    private static float At(MatrixView view, int row, int column) =>
        view.IsTransposed ? view.Matrix.Row(column)[row] : view.Matrix.Row(row)[column];

    private static GemmTile Tile(int width) => width switch
    {
        4 => new LaneTile<Lanes128, Vector128<float>>(),
        8 => new LaneTile<Lanes256, Vector256<float>>(),
        _ => new LaneTile<Lanes512, Vector512<float>>(),
    };
}
