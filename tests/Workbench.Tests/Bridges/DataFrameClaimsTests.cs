using Microsoft.Data.Analysis;

namespace Workbench.Tests.Bridges;

/// <summary>
/// What environment/docs/how-to/dataframe.md says that Microsoft.Data.Analysis 0.23.1 computes wrongly. A test that fails here says that a
/// newer version computes otherwise: then the page has a claim too many.
/// </summary>
public class DataFrameClaimsTests
{
    private static readonly StringDataFrameColumn Genre = new("genre", ["Rock", "Rock", "Jazz", null!]);
    private static readonly SingleDataFrameColumn Tempo = new("tempo", [120.1f, null, 99.9f, 140]);
    private static readonly DataFrame Songs = new(Genre, Tempo);

    [Fact]
    public void The_mean_and_the_minimum_of_a_group_count_what_is_missing_as_0()
    {
        Assert.Equal(60.05, (double)Songs.GroupBy("genre").Mean("tempo")["tempo"][0], 1e-5); // of one tempo, 120.1, a float
        Assert.Equal(0f, Songs.GroupBy("genre").Min("tempo")["tempo"][0]);
    }

    [Fact]
    public void The_mean_of_a_description_does_too_and_that_of_the_column_does_not()
    {
        var description = Songs.Description();
        Assert.Equal(("Mean", 90f), (description["Description"][3], (float)description["tempo"][3]));
        Assert.Equal(120, Tempo.Mean(), 1e-5); // floats
    }

    [Fact]
    public void What_is_missing_passes_for_0_where_it_is_compared()
    {
        Assert.Equal(4, Songs.Filter(Tempo.ElementwiseGreaterThanOrEqual(0f)).Rows.Count);
        Assert.Equal(4, Songs.Filter(Tempo.ElementwiseLessThan(200f)).Rows.Count);
        Assert.Equal([false, true, false, false], Tempo.ElementwiseEquals(0f));
    }

    [Fact]
    public void Rows_without_a_group_are_left_out_without_a_word()
    {
        Assert.Equal(["Rock", "Jazz"], Songs.GroupBy("genre").Count("tempo")["genre"].Cast<string?>());
        Assert.Equal(["Rock", "Jazz"], Genre.ValueCounts()["Values"].Cast<string?>());
    }

    [Fact]
    public void Sums_and_means_of_floats_are_added_in_floats()
    {
        var tenths = new SingleDataFrameColumn("x", Enumerable.Repeat(0.1f, 10_000_000));
        Assert.Equal(1_087_937f, tenths.Sum()); // 1,000,000 and 8.8 % more
        Assert.Equal(0.1087937, tenths.Mean(), 1e-9);
        Assert.Equal(1_000_000.0149, (double)new DoubleDataFrameColumn("x", Enumerable.Repeat((double)0.1f, 10_000_000)).Sum(), 1e-2);
    }

    [Fact]
    public void A_sum_of_whole_numbers_overflows_without_a_word_and_so_does_their_mean()
    {
        var column = new Int32DataFrameColumn("bytes", [int.MaxValue, 1]);
        Assert.Equal(int.MinValue, column.Sum());
        Assert.Equal(int.MinValue / 2d, column.Mean());
    }

    [Fact]
    public void Read_from_CSV_numbers_are_floats_and_an_empty_text_is_not_missing()
    {
        const string csv = "song,seconds,plays,artist\na,0.123456789012,16777217,\nb,2,,B\n";
        var guessed = DataFrame.LoadCsvFromString(csv);
        Assert.Equal([typeof(string), typeof(float), typeof(float), typeof(string)], guessed.Columns.Select(column => column.DataType));
        Assert.Equal((0.123456789012f, 16_777_216f), (guessed["seconds"][0], guessed["plays"][0]));
        Assert.Equal(("", 0L), (guessed["artist"][0], guessed["artist"].NullCount));
        var told = DataFrame.LoadCsvFromString(csv, dataTypes: [typeof(string), typeof(double), typeof(int), typeof(string)]);
        Assert.Equal((0.123456789012, 16_777_217), (told["seconds"][0], told["plays"][0]));
    }

    [Fact]
    public void A_merge_renames_the_keys_and_joins_what_has_none()
    {
        DataFrame Keyed(string value) => new(new StringDataFrameColumn("artist", ["A", null!]), new Int32DataFrameColumn(value, [1, 2]));
        var merged = Keyed("songs").Merge(Keyed("albums"), ["artist"], ["artist"], joinAlgorithm: JoinAlgorithm.Inner);
        Assert.Equal(["artist_left", "songs", "artist_right", "albums"], merged.Columns.Select(column => column.Name));
        Assert.Equal(2, merged.Rows.Count);
    }

    [Fact]
    public void Whole_numbers_are_not_divided_by_0() =>
        Assert.Throws<DivideByZeroException>(() => new Int32DataFrameColumn("songs", [1]) / 0);
}
