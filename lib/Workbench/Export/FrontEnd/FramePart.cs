using Workbench.Export.Graph;

namespace Workbench.Export.FrontEnd;

/// <summary>Something that is computed of each frame by itself.</summary>
/// <param name="Name">What it is; parts of one name are computed once.</param>
/// <param name="Columns">Values a frame.</param>
/// <param name="Compute">From the spectra of some frames to <c>[frames, columns]</c>.</param>
internal sealed record FramePart(string Name, int Columns, Func<FrameBlock, Value> Compute);
