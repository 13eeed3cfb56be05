namespace Workbench.Features.Cache;

/// <summary>Where the frames of a song are kept.</summary>
/// <param name="File">Name of the <see cref="FrameFile"/>, without folder.</param>
/// <param name="Width">Values of a frame in the file.</param>
/// <param name="FirstFrame">Frames of other songs before them in the file.</param>
/// <param name="FrameCount">Number of frames.</param>
/// <param name="Checksum">Of their bytes.</param>
/// <param name="FirstColumn">The feature's first value of a frame, where the file holds several features.</param>
internal sealed record FramePlace(string File, int Width, long FirstFrame, int FrameCount, long Checksum, int FirstColumn = 0);
