namespace Workbench.Foundation.Tables;

/// <summary>What the cells of a column are, where the file itself says it.</summary>
internal enum ColumnKind
{
    /// <summary>A text, or nothing.</summary>
    Text,

    /// <summary>Any number of texts.</summary>
    TextList,

    /// <summary>A whole number, or nothing.</summary>
    Whole,

    /// <summary>A number, or nothing.</summary>
    Real,

    /// <summary>Something else, that nobody reads here.</summary>
    Other,
}
