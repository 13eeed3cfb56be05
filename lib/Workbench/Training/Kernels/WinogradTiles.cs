namespace Workbench.Training.Kernels;

/// <summary>
/// Where the tiles of a convolution are: 4x4 outputs and the 6x6 inputs that they depend on, counted row by row, image after image.
/// </summary>
/// <param name="shape">Sizes of the convolution.</param>
internal readonly unsafe struct WinogradTiles(ConvolutionShape shape)
{
    private readonly int columns = (shape.OutputWidth + WinogradTransform.TileSize - 1) / WinogradTransform.TileSize;
    private readonly int rows = (shape.OutputHeight + WinogradTransform.TileSize - 1) / WinogradTransform.TileSize;

    /// <summary>Tiles of an image.</summary>
    public int PerImage => rows * columns;

    /// <summary>Finds the 36 input pixels of a tile.</summary>
    /// <param name="tile">Number of the tile.</param>
    /// <param name="input">First value of the first image.</param>
    /// <param name="outside">A pixel to take for those outside the image.</param>
    /// <param name="pixels">Where they go.</param>
    public void FindInput(int tile, float* input, float* outside, float** pixels)
    {
        var (image, y, x) = Locate(tile);
        Find(input + (nint)image * shape.Pixels * shape.Channels, y - shape.Padding, x - shape.Padding, WinogradTransform.WindowSize,
            shape.Height, shape.Width, shape.Channels, outside, pixels);
    }

    /// <summary>Finds the 16 output pixels of a tile; arguments as for <see cref="FindInput"/>.</summary>
    public void FindOutput(int tile, float* output, float* outside, float** pixels)
    {
        var (image, y, x) = Locate(tile);
        Find(output + (nint)image * shape.OutputPixels * shape.Filters, y, x, WinogradTransform.TileSize, shape.OutputHeight,
            shape.OutputWidth, shape.Filters, outside, pixels);
    }

    private (int Image, int Y, int X) Locate(int tile)
    {
        var (row, column) = Math.DivRem(tile, columns);
        var (image, y) = Math.DivRem(row, rows);
        return (image, y * WinogradTransform.TileSize, column * WinogradTransform.TileSize);
    }

    private static void Find(float* image, int top, int left, int size, int height, int width, int channels, float* outside, float** pixels)
    {
        var row = image + ((nint)top * width + left) * channels;
        var isInside = top >= 0 && left >= 0 && top + size <= height && left + size <= width;
        for (var y = top; y < top + size; y++, row += width * channels)
        {
            var pixel = row;
            for (var x = left; x < left + size; x++, pixel += channels)
                *pixels++ = isInside || ((uint)y < (uint)height && (uint)x < (uint)width) ? pixel : outside;
        }
    }
}
