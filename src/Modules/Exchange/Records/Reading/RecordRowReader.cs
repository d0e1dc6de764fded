using System.Globalization;
using Guanxi.Customers;
using Guanxi.Exchange.Checking;
using Guanxi.Exchange.Reading;

namespace Guanxi.Exchange.Records;

/// <summary>Makes a typed row of each record, or says what is wrong with it.</summary>
/// <param name="staff">Who works here and where.</param>
internal sealed class RecordRowReader(RecordReading reading, DelimitedReader record, List<RowError> errors, StaffBook staff)
{
    private readonly FieldReader field = new(reading, record, errors);
    private readonly RowNumbers numbers = new();
    private readonly Dictionary<string, ChoiceWords> choices = reading.Fields.Where(mapped => mapped.Field.Choices.Count > 0).ToDictionary(mapped => mapped.Field.Key, mapped => new ChoiceWords(mapped.Field.Choices));

    /// <returns>Null where the row was refused; its errors are in the list.</returns>
    public ReadRecord? Row()
    {
        var before = errors.Count;
        if (!field.Begin()) return null;
        var words = field.Customer();
        var number = reading.NumberColumn is { } at ? field.Code(at, RecordRow.LongestNumber) : null;
        if (number is [RecordRow.MadeUp, ..]) field.Fail(reading.NumberColumn!.Value, RowErrorCodes.NumberTaken);
        var values = new Dictionary<string, object>(reading.Fields.Count);
        foreach (var mapped in reading.Fields)
        {
            if (Value(mapped) is { } value) values[mapped.Field.Key] = value;
            else if (mapped.Field.Required && FieldText.Bare(field.Value(mapped.Column)).IsEmpty) field.Fail(mapped.Column, RowErrorCodes.ValueMissing);
        }

        // Also of a refused row: two that are alike stay two when one of them is put right.
        var known = number ?? numbers.Of(words, reading.Fields.Select(mapped => field.Value(mapped.Column).ToString()));
        if (errors.Count == before) return new(new(record.Line, known, values), words);
        var name = string.Join(" · ", new[] { number, words?.Name ?? words?.Code }.OfType<string>());
        for (var error = before; error < errors.Count; error++) errors[error] = errors[error] with { Row = name.Length == 0 ? null : name };
        return null;
    }

    private object? Value(MappedField mapped)
    {
        var (wanted, column) = (mapped.Field, mapped.Column);
        switch (wanted.Kind)
        {
            case RecordFieldKind.Text:
                return field.Words(column, wanted.Longest);
            case RecordFieldKind.Moment or RecordFieldKind.Day:
                if (field.Value(column).IsWhiteSpace() || !field.Moment(column, out var moment)) return null;
                return wanted.Kind == RecordFieldKind.Moment ? moment.ToUtc(reading.Zone) : BusinessDay.Of(moment, reading.Zone);
            case RecordFieldKind.Number:
                return Number(wanted, column);
            case RecordFieldKind.Money:
                return Money(column);
            case RecordFieldKind.Person:
                return Found(column, staff.Person, RowErrorCodes.PersonUnknown);
            case RecordFieldKind.Unit:
                return Found(column, staff.Unit, RowErrorCodes.UnitUnknown);
            case RecordFieldKind.YesNo:
                return Found(column, word => YesNoWords.Read(word), RowErrorCodes.YesNoUnknown);
            default:
                return Choice(wanted, column);
        }
    }

    private object? Number(RecordField wanted, int column)
    {
        if (!field.Number(column, decimal.MaxValue, out var number, out _) || number is not { } value) return null;
        if (value >= wanted.Least && value <= wanted.Most && (!wanted.Whole || value == Math.Truncate(value))) return value;
        field.Fail(column, RowErrorCodes.NumberNotAllowed, string.Create(CultureInfo.InvariantCulture, $"{wanted.Least:0.##}–{wanted.Most:0.##}"));
        return null;
    }

    private object? Money(int column)
    {
        if (!field.Number(column, 10_000_000_000m, out var amount, out var named) || amount is not { } money) return null;
        if (reading.Currency.Length == 0) field.Fail(column, RowErrorCodes.NoBaseCurrency);
        else if (named is not null && named.Length > 0 && named != reading.Currency) field.Fail(column, RowErrorCodes.CurrencyContradicts);
        else return Guanxi.Money.Of(money, reading.Currency).Minor;
        return null;
    }

    private object? Choice(RecordField wanted, int column)
    {
        if (field.Text(column, 200) is not { } word) return null;
        if (choices[wanted.Key].Find(word) is { } value) return value;
        field.Fail(column, RowErrorCodes.ChoiceUnknown);
        return null;
    }

    private object? Found(int column, Func<string, object?> find, string code)
    {
        if (field.Text(column, 200) is not { } word) return null;
        if (find(word) is { } found) return found;
        field.Fail(column, code);
        return null;
    }
}

/// <param name="Words">Whom the row names; null for nobody.</param>
internal sealed record ReadRecord(RecordRow Row, CustomerWords? Words);
