using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Http;

namespace Guanxi.Ui;

/// <summary>What was typed into the form that was sent. Numbers and days are read by <see cref="TypedValue"/>; what can't be read is an error beside its field and stays there as it was typed.</summary>
/// <remarks>Left to itself the framework reads 9,5 as 95, and of what it can't read it keeps nothing and says nothing.</remarks>
public sealed partial class TypedForm
{
    private readonly Dictionary<string, (string Typed, Type Owner, PropertyInfo Property)> wrong = new(StringComparer.OrdinalIgnoreCase);

    private TypedForm() { }

    /// <summary>The form of this request; empty where none was sent.</summary>
    public static TypedForm Of(HttpContext http)
    {
        if (http.Items.TryGetValue(typeof(TypedForm), out var known)) return (TypedForm)known!;
        var form = new TypedForm();
        http.Items[typeof(TypedForm)] = form;
        return form;
    }

    /// <summary>What an input shows: what was typed where it could not be read, else the value.</summary>
    /// <param name="name">The input's name, e.g. <c>Form.Lines[2].Price</c>.</param>
    public string? Shown(string name, string? value) => wrong.TryGetValue(name, out var at) ? at.Typed : value;

    /// <summary>What could not be read, by property without the form's own name: <c>Lines[2].Price</c>.</summary>
    internal Dictionary<string, string[]> Errors(Texts texts) => wrong.ToDictionary(w => w.Key[(w.Key.IndexOf('.', StringComparison.Ordinal) + 1)..], w => new[] { texts.OfTyped(w.Value.Owner, w.Value.Property, w.Value.Typed) });

    /// <summary>Reads the values of a page's form models anew.</summary>
    internal void Read(object page, HttpContext http, FormMappingContext? mapping)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.HasFormContentType) return;
        var form = http.Request.Form;
        foreach (var property in page.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            if (property.GetCustomAttribute<SupplyParameterFromFormAttribute>() is not { } bound || (bound.FormName is { } name && form["_handler"] != name)) continue;
            var prefix = (bound.Name ?? property.Name) + ".";
            foreach (var (key, values) in form)
                if (key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && property.GetValue(page) is { } model && Find(model, key[prefix.Length..]) is { } at)
                    Read(key, values.ToString(), at.Owner, at.Property, mapping);
        }
    }

    private void Read(string key, string typed, object owner, PropertyInfo property, FormMappingContext? mapping)
    {
        var kind = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        object? read = null;
        if (kind == typeof(decimal)) read = TypedValue.TryNumber(typed, out var number) ? number : null;
        else if (kind == typeof(DateOnly)) read = TypedValue.TryDay(typed, out var day) ? day : null;
        else if (kind == typeof(int)) read = TypedValue.TryNumber(typed, out var number) && number == decimal.Truncate(number) && Math.Abs(number) <= int.MaxValue ? (int)number : null;
        else
        {
            // The framework complains of an empty choice among ids: nothing chosen is nothing wrong.
            if ((typed.Length > 0 || kind == property.PropertyType) && mapping?.GetAllErrors().Any(e => string.Equals(e.Path, key, StringComparison.OrdinalIgnoreCase)) == true) wrong[key] = (typed, owner.GetType(), property);
            return;
        }
        if (read is not null) property.SetValue(owner, read);
        else if (kind == property.PropertyType || !string.IsNullOrWhiteSpace(typed)) wrong[key] = (typed, owner.GetType(), property);
    }

    // Lines[2].Price → the third line and its property.
    private static (object Owner, PropertyInfo Property)? Find(object model, string path)
    {
        object? owner = model;
        PropertyInfo? property = null;
        foreach (var step in path.Split('.'))
        {
            if (property is not null) owner = property.GetValue(owner);
            if (owner is null || Step().Match(step) is not { Success: true } match) return null;
            property = owner.GetType().GetProperty(match.Groups[1].Value, BindingFlags.Instance | BindingFlags.Public | BindingFlags.IgnoreCase);
            if (property is null || property.GetIndexParameters().Length > 0) return null;
            if (match.Groups[2].Length == 0) continue;
            owner = property.GetValue(owner) is IList list && int.TryParse(match.Groups[2].ValueSpan, System.Globalization.NumberStyles.None, null, out var index) && index < list.Count ? list[index] : null;
            property = null;
        }
        return owner is not null && property is { CanWrite: true } ? (owner, property) : null;
    }

    [GeneratedRegex(@"^(\w+)(?:\[(\d+)\])?$")]
    private static partial Regex Step();
}
