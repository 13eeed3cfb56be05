namespace Workbench.Tests.Reference;

/// <summary>Which genres of a song of the Free Music Archive are its labels.</summary>
internal enum FmaLabels
{
    /// <summary>The one genre at the top.</summary>
    Top,

    /// <summary>All of its genres and their parents.</summary>
    All,
}
