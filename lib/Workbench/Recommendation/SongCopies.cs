namespace Workbench.Recommendation;

/// <summary>Which recordings of one song, by one artist, may stand beside each other. The same sound never does twice.</summary>
public enum SongCopies
{
    /// <summary>None: live, remastered, edited and demo recordings are the song once more.</summary>
    None,

    /// <summary>Those that their titles tell apart: <c>Song</c> and <c>Song (Live)</c>, but no second <c>Song</c>.</summary>
    Versions,

    /// <summary>All whose sound differs.</summary>
    All,
}
