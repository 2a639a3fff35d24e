// The smallest: the app, its storage with the data in it, a vault for the administration key, and logs. It answers under the name of
// the app, which is enough to try it, or behind a web server of your own. Used little it costs a few cents a month.
using 'main.bicep'

param logDailyQuotaGb = 1
