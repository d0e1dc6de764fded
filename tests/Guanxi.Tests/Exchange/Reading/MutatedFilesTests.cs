using Guanxi.Exchange.Reading;

namespace Guanxi.Tests.Exchange.Reading;

[Trait("Row", "PLT-2")]
[Trait("Suite", "once")]
public sealed class MutatedFilesTests
{
    /// <summary>10,000 files: each is read to its end and adds up, or is refused by name. Anything else is a fault.</summary>
    [Theory]
    [InlineData(0), InlineData(2500), InlineData(5000), InlineData(7500)]
    public void No_file_is_a_fault(int first)
    {
        int read = 0, refused = 0, withErrors = 0;
        for (var seed = first; seed < first + 2500; seed++)
        {
            var source = SourceFile.Of(MutatedFiles.Make(seed));
            try
            {
                var reading = seed % 3 == 0 ? OnlineRetail(source) : Samples.Reading(source, order: (DateOrder)(seed % 2));
                var file = OrderFile.Read(source, reading, null, TestContext.Current.CancellationToken);
                read++;
                file.Summary.AddsUp.ShouldBeTrue($"seed {seed}");
                (file.Summary.RejectedRows > 0).ShouldBe(file.Errors.Count > 0, $"seed {seed}");
                file.Errors.Select(error => error.Line).Distinct().Count().ShouldBe(file.Summary.RejectedRows, $"seed {seed}");
                file.Errors.ShouldAllBe(error => RowErrorCodes.All.Contains(error.Code));
                ReturnMatching.Match(Samples.Movements(file.Orders));
                if (file.Errors.Count == 0) continue;
                withErrors++;
                ErrorRowsFile.Write(source, reading, file.Errors, "What is wrong", error => error.Code, Stream.Null);
            }
            catch (UnreadableFile refusal)
            {
                refused++;
                refusal.Code.ShouldStartWith("exchange.");
            }
        }

        // The mutations must neither leave every file whole nor break every file at the door.
        read.ShouldBeGreaterThan(500);
        withErrors.ShouldBeGreaterThan(200);
        refused.ShouldBeGreaterThan(50);
    }

    private static OrderReading OnlineRetail(SourceFile source)
    {
        var shape = Samples.Shape(source);
        const string columns = "order=order,customer=customer,date=date,product=product,quantity=quantity,price=price";
        return new()
        {
            Shape = shape,
            Columns = ColumnMapping.Parse(columns, OrderReading.HeaderOf(source, shape), shape.Columns),
            Dates = new() { KeepWallClock = true },
            Currency = "GBP",
            Preset = OrderPreset.OnlineRetail,
        };
    }
}
