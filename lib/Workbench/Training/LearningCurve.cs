using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using Workbench.Figures.Display;

namespace Workbench.Training;

/// <summary>The story of a training, epoch by epoch.</summary>
/// <param name="Epochs">At least one, in order.</param>
/// <param name="BestEpoch">
/// Number (from 1) of the epoch whose weights were kept: highest validation macro ROC-AUC, lowest validation loss among equals; of
/// a fit by <see cref="Optimizers.Lbfgs"/> the last. Whoever shows a best epoch shows this one.
/// </param>
/// <param name="Stopped">Why it ended.</param>
[TypeFormatterSource(typeof(LineFormatterSource), PreferredMimeTypes = [MimeType.PlainText])]
public sealed record LearningCurve(ImmutableArray<EpochResult> Epochs, int BestEpoch, StopReason Stopped)
{
    /// <summary>The epoch whose weights were kept.</summary>
    [JsonIgnore]
    public EpochResult Best => Epochs[BestEpoch - 1];

    /// <summary>How many epochs there were, which was best, and why there were no more.</summary>
    public override string ToString()
    {
        var ending = Stopped switch
        {
            StopReason.Patience => Number($"early stopping: no better epoch for {Epochs.Length - BestEpoch}"),
            StopReason.Converged => "converged",
            StopReason.Callback => "ended by a callback",
            StopReason.Cancelled => "stopped by hand",
            _ => "finished",
        };
        return Number($"{Epochs.Length} {(Epochs.Length == 1 ? "epoch" : "epochs")}, ")
            + Number($"best epoch {BestEpoch} with validation AUC {Best.ValidationRocAucMacro:0.000}; {ending}");
    }

    /// <summary>The curve as CSV: a line an epoch, seconds left out so that the same training gives the same file.</summary>
    public string ToCsv()
    {
        var csv = new StringBuilder("epoch,train_loss,validation_loss,validation_roc_auc_macro\n");
        foreach (var epoch in Epochs)
            csv.Append(CultureInfo.InvariantCulture,
                $"{epoch.Epoch},{epoch.TrainLoss:R},{epoch.ValidationLoss:R},{epoch.ValidationRocAucMacro:R}\n");
        return csv.ToString();
    }

    private static string Number(FormattableString text) => FormattableString.Invariant(text);
}
