using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.CompilerServices;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Guanxi.Customers.Search;

/// <summary>A table whose records are found by their texts: those of the properties marked <see cref="SearchedAttribute"/>.</summary>
internal sealed class SearchedTable
{
    private static readonly ConditionalWeakTable<IModel, FrozenDictionary<string, SearchedTable>> Known = [];

    private readonly IProperty[] texts;
    private readonly IProperty id;

    private SearchedTable(IEntityType entity, IProperty[] texts)
    {
        (Name, this.texts, id) = (entity.GetTableName()!, texts, entity.FindProperty("Id")!);
        Columns = [.. texts.Select(t => t.GetColumnName())];
    }

    public string Name { get; }

    /// <summary>The columns with those texts, in the order of their declaration: what the customer said comes first.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Name of the index beside it.</summary>
    public string Index => $"{Name}_search";

    /// <summary>All of the model, by their names.</summary>
    public static FrozenDictionary<string, SearchedTable> All(GuanxiDb db) => Known.GetValue(db.Model, Read);

    /// <summary>Whether saving the record changes what it is found by.</summary>
    public bool Touched(EntityEntry entry) => entry.State == EntityState.Added || (entry.State == EntityState.Modified && texts.Any(t => entry.Property(t.Name).IsModified));

    public long IdOf(EntityEntry entry) => (long)id.GetValueConverter()!.ConvertToProvider(entry.Property(id.Name).CurrentValue)!;

    public SearchedBy TokensOf(EntityEntry entry) => SearchTokens.OfTexts(texts.Select(t => (string?)entry.Property(t.Name).CurrentValue));

    private static FrozenDictionary<string, SearchedTable> Read(IModel model) =>
        (from entity in model.GetEntityTypes()
         let texts = entity.GetProperties().Where(p => p.PropertyInfo?.GetCustomAttribute<SearchedAttribute>() is not null).OrderBy(p => p.PropertyInfo!.MetadataToken).ToArray()
         where texts.Length > 0
         select new SearchedTable(entity, texts)).ToFrozenDictionary(t => t.Name);
}
