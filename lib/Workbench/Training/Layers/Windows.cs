using Workbench.Models;

namespace Workbench.Training.Layers;

/// <summary>
/// Rectangles of an image that become one output each, without overlap, in runs. Windows of one value are any row of a batch, of
/// images or vectors.
/// </summary>
internal sealed class Windows
{
    private readonly int imageRows, imageWidth, height, width, outputHeight, outputWidth;

    /// <summary>Lays windows over an image; rows and columns that fill no window are the rest.</summary>
    /// <param name="input">Shape of one example.</param>
    /// <param name="height">Rows of a window.</param>
    /// <param name="width">Columns of a window.</param>
    public Windows(Shape input, int height, int width)
    {
        (this.height, this.width, imageRows) = (height, width, input.PositionCount);
        if (input is ImageShape image && height * width > 1)
            (imageWidth, outputHeight, outputWidth) = (image.Width, image.Height / height, image.Width / width);
        Offsets = [.. from row in Enumerable.Range(0, height)
                      from column in Enumerable.Range(0, width)
                      select (row * imageWidth + column) * input.ChannelCount];
        var runLength = IsSingle ? WideSum.RunLength : outputWidth;
        RunsPerItem = Math.Max(1, Chunks.Size / (runLength * Offsets.Length * input.ChannelCount));
    }

    /// <summary>Where the values of a window are, row by row: distances from the first one.</summary>
    public int[] Offsets { get; }

    /// <summary>Runs that make a good work item.</summary>
    public int RunsPerItem { get; }

    private bool IsSingle => Offsets.Length == 1;

    /// <summary>Number of runs in a batch.</summary>
    /// <param name="inputRows">Rows of the batch.</param>
    public int RunCount(int inputRows) => IsSingle ? Chunks.Count(inputRows, WideSum.RunLength) : inputRows / imageRows * outputHeight;

    /// <summary>Rows of the output of a batch.</summary>
    public int OutputRows(int inputRows) => IsSingle ? inputRows : inputRows / imageRows * outputHeight * outputWidth;

    /// <summary>One run.</summary>
    public WindowRun Run(int index, int inputRows)
    {
        if (!IsSingle)
            return new(index * outputWidth, outputWidth, index / outputHeight * imageRows + index % outputHeight * height * imageWidth,
                width);
        var (start, end) = Chunks.Range(index, inputRows, WideSum.RunLength);
        return new(start, end - start, start, 1);
    }

    /// <summary>Number of pieces of the rest that lie beside or, after the last run of an image, below a run; some may be empty.</summary>
    public int RestCount(int run) => IsSingle ? 0 : run % outputHeight == outputHeight - 1 ? height + 1 : height;

    /// <summary>A piece of the rest: its first row in the input, and how many rows it has.</summary>
    public (int Start, int Count) Rest(int run, int piece)
    {
        var (image, line) = (run / outputHeight * imageRows, (run % outputHeight * height + piece) * imageWidth);
        return piece == height
            ? (image + line, imageRows - line)
            : (image + line + outputWidth * width, imageWidth - outputWidth * width);
    }
}
