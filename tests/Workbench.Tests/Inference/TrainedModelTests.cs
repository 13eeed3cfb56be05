using Workbench.Features;
using Workbench.Foundation;
using Workbench.Tests.Reference;
using Workbench.Training.Scaling;

namespace Workbench.Tests.Inference;

public class TrainedModelTests
{
    [Fact]
    public void A_rows_scores_do_not_depend_on_the_rows_beside_it()
    {
        var model = TrainingSamples.Train(out var features);
        var all = model.Predict(features); // 400 rows: more than one batch
        foreach (var row in new[] { 0, 1, 255, 256, 399 })
        {
            var alone = model.Predict(features.Rows([row]));
            for (var label = 0; label < 3; label++)
                Assert.Equal(all[row, label], alone[0, label]);
        }
    }

    [Fact]
    public void Scores_are_those_of_the_float64_formulas()
    {
        var model = TrainingSamples.Train(out var features);
        var scores = model.Predict(features);
        var scaler = Assert.IsType<StandardScaler>(model.Scaler);
        double[][] W(string name) => [.. model.Weights[name].Values.ToArray().Select(v => (double)v).Chunk(model.Weights[name].Shape[^1])];
        for (var row = 0; row < 20; row++)
        {
            double[] x = [.. features.Row(row).ToArray().Select((v, i) => (v - (double)scaler.Mean[i]) / scaler.Std[i])];
            double[] hidden = [.. W("0.weight").Select((w, unit) => w.Zip(x, (a, b) => a * b).Sum())];
            hidden = [.. hidden.Select((h, i) => Math.Max(0,
                (h - W("1.running_mean")[0][i]) / Math.Sqrt(W("1.running_var")[0][i] + 1e-5) * W("1.weight")[0][i] + W("1.bias")[0][i]))];
            for (var label = 0; label < 3; label++)
            {
                var logit = W("4.weight")[label].Zip(hidden, (a, b) => a * b).Sum() + W("4.bias")[0][label];
                Assert.Equal(1 / (1 + Math.Exp(-logit)), scores[row, label], 1e-5); // float32
            }
        }
    }

    [Fact]
    public void The_embedding_is_what_the_output_layer_is_given()
    {
        var model = TrainingSamples.Train(out var features);
        var embedding = model.Embed(features);
        var scores = model.Predict(features);
        Assert.Equal((400, 20, "embedding_19"), (embedding.RowCount, embedding.ColumnCount, embedding.ColumnNames[^1]));
        for (var row = 0; row < 400; row += 37)
            for (var label = 0; label < 3; label++)
            {
                var logit = (double)model.Weights["4.bias"].Values[label];
                for (var i = 0; i < 20; i++)
                    logit += (double)model.Weights["4.weight"].Values[label * 20 + i] * embedding[row, i];
                Assert.Equal(1 / (1 + Math.Exp(-logit)), scores[row, label], 1e-6); // float32 sum of 20
            }
    }

    [Fact]
    public void Values_that_overflow_are_refused_rather_than_scored()
    {
        var model = TrainingSamples.Train(out var features);
        var far = new FeatureMatrix(features.ColumnNames, [float.MaxValue, 0, 0, 0, 0, 0]);
        Assert.Contains("Songs 0 to 0 give values that are not finite in layer 0 (Linear)",
            Assert.Throws<WorkbenchException>(() => model.Predict(far)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_rows_give_no_scores() =>
        Assert.Equal(0, TrainingSamples.Train(out var features).Predict(features.Rows([])).RowCount);

    [Fact]
    public void Other_columns_are_refused_by_name()
    {
        var model = TrainingSamples.Train(out var features);
        var renamed = new FeatureMatrix(features.ColumnNames.SetItem(2, "tempo"), features.Values.ToArray());
        Assert.Contains("Column 2 is tempo and the model's is column 2",
            Assert.Throws<WorkbenchException>(() => model.Predict(renamed)).Message, StringComparison.Ordinal);
        var fewer = new FeatureMatrix(["column 0"], [1]);
        Assert.Contains("1 columns and the model 6", Assert.Throws<WorkbenchException>(() => model.Embed(fewer)).Message,
            StringComparison.Ordinal);
        var broken = new FeatureMatrix(features.ColumnNames, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, float.PositiveInfinity]);
        Assert.Contains("Feature column 5 of row 1 is", Assert.Throws<WorkbenchException>(() => model.Predict(broken)).Message,
            StringComparison.Ordinal);
    }
}
