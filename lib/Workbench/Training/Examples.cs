using Workbench.Datasets;
using Workbench.Training.Kernels;

namespace Workbench.Training;

/// <summary>A part of a split as the network sees it: scaled features and labels as numbers.</summary>
internal sealed class Examples
{
    /// <summary>Scales the features and encodes the labels.</summary>
    public Examples(SplitPart part, Scaler scaler, LabelVocabulary vocabulary)
    {
        Labels = vocabulary.Encode(part.Tracks);
        Features = new(part.Tracks.Length, scaler.ColumnCount);
        Targets = new(part.Tracks.Length, vocabulary.Count);
        for (var row = 0; row < part.Tracks.Length; row++)
        {
            scaler.Transform(part.Features.Row(row), Features.Row(row));
            for (var label = 0; label < vocabulary.Count; label++)
                Targets.Row(row)[label] = Labels[row, label] ? 1 : 0;
        }
    }

    /// <summary>Number of songs.</summary>
    public int Count => Features.Rows;

    /// <summary><c>[songs, columns]</c>, scaled.</summary>
    public Matrix Features { get; }

    /// <summary><c>[songs, labels]</c>, 0 or 1.</summary>
    public Matrix Targets { get; }

    /// <summary>Which songs have which labels.</summary>
    public LabelMatrix Labels { get; }

    /// <summary>Copies chosen rows.</summary>
    public void Gather(ReadOnlySpan<int> rows, Matrix features, Matrix targets)
    {
        features.Rows = targets.Rows = rows.Length;
        for (var i = 0; i < rows.Length; i++)
        {
            Features.Row(rows[i]).CopyTo(features.Row(i));
            Targets.Row(rows[i]).CopyTo(targets.Row(i));
        }
    }
}
