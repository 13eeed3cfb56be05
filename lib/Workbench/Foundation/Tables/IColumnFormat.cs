namespace Workbench.Foundation.Tables;

/// <summary>A kind of file that holds a <see cref="ColumnTable"/>.</summary>
internal interface IColumnFormat
{
    /// <summary>Writes a table.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="table">The table.</param>
    void Write(Stream stream, ColumnTable table);

    /// <summary>Opens a table.</summary>
    /// <param name="stream">The file, which the table closes.</param>
    /// <param name="path">What it is called in errors.</param>
    /// <exception cref="WorkbenchException">It is none, or damaged; reading a column of it throws the same.</exception>
    ColumnTable Open(Stream stream, string path);
}
