using Workbench.Features;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Features;

public class FeatureMatrixTests
{
    private static readonly FeatureMatrix Matrix = new(["a", "b", "c"], [1, 2.5f, -3, 1e-10f, 0.1f, 6]);

    [Fact]
    public void Csv_has_a_header_and_numbers_that_read_back_exactly()
    {
        using StringWriter text = new();
        Matrix.WriteCsv(text, ["plain", "with, comma"]);
        Assert.Equal("name,a,b,c\nplain,1,2.5,-3\n\"with, comma\",1E-10,0.1,6\n", text.ToString());
        Assert.Throws<ArgumentException>(() => Matrix.WriteCsv(text, ["one"]));
    }

    [Fact]
    public void Npy_reads_back_with_its_shape()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "matrix.npy");
        using (var file = File.Create(path))
            Matrix.WriteNpy(file);
        var read = NpyFile.Read(path);
        Assert.Equal([2, 3], read.Shape);
        Assert.Equal(Matrix.Values.ToArray().Select(v => (double)v), read.Values);
        Assert.Equal(0, (new FileInfo(path).Length - 6 * sizeof(float)) % 64);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void Values_that_do_not_fill_the_rows_are_refused() =>
        Assert.Contains("5 values do not fill rows of 3 columns", Assert.Throws<ArgumentException>(() => new FeatureMatrix(["a", "b", "c"], new float[5])).Message, StringComparison.Ordinal);
}
